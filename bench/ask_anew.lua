-- Each request has a word in its address that no other has, so that no answer is kept for it.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local count = 0

function request()
  count = count + 1
  return wrk.format("GET", wrk.path .. "&ask=" .. number .. "-" .. count)
end
