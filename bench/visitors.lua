-- Looks around: pages in both languages, the times of many days.
local paths = {}
for _, language in ipairs({ "nl", "en" }) do
  for _, page in ipairs({ "/", "/services", "/book", "/book/time?service=hand-wash&size=small", "/contact", "/privacy", "/cookies" }) do
    table.insert(paths, "/" .. language .. page)
  end
end
local services = { "hand-wash", "interior", "polish", "tyre-change", "check" }
for day = 1, 300 do
  local from = os.date("%Y-%m-%d", os.time() + 86400 * day)
  for _, days in ipairs({ 1, 7, 31 }) do
    local service = services[day % #services + 1]
    table.insert(paths, "/api/v1/availability?service=" .. service .. "&size=small&from=" .. from .. "&days=" .. days)
  end
end

local next_path = 0

function request()
  next_path = next_path % #paths + 1
  return wrk.format("GET", paths[next_path])
end
