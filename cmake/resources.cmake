# What the binary carries inside: assets, templates, migrations, translations, the policy. And the header that the
# compiler sees of the policy: policy/tables.hpp.
set(generated ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated}/policy ${generated}/assets)

add_executable(policy_compiler tools/policy_compiler.cpp src/policy/model.cpp src/policy/toml_text.cpp src/base/result.cpp)
target_include_directories(policy_compiler PRIVATE src)
set_target_properties(policy_compiler PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tools)
add_custom_command(
  OUTPUT ${generated}/policy/tables.hpp
  COMMAND policy_compiler ${CMAKE_SOURCE_DIR}/policy/privacy.toml ${generated}/policy/tables.hpp
  DEPENDS policy_compiler ${CMAKE_SOURCE_DIR}/policy/privacy.toml
  COMMENT "Reading the policy for the compiler")
add_custom_target(policy_tables DEPENDS ${generated}/policy/tables.hpp)

# Every promise has its code and its test, or the build fails. Run at each build: it reads the source, not the objects.
add_executable(evidence_check tools/evidence_check.cpp src/policy/evidence.cpp src/base/result.cpp)
target_include_directories(evidence_check PRIVATE src)
set_target_properties(evidence_check PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tools)
add_custom_target(evidence COMMAND evidence_check ${CMAKE_SOURCE_DIR} COMMENT "Checking that every promise has code and test" VERBATIM)

add_executable(embed tools/embed.cpp)
target_link_libraries(embed PRIVATE ZLIB::ZLIB PkgConfig::sodium)
set_target_properties(embed PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tools)

# Fonts come from Debian's packages and are packed for the web here.
function(autojet_font source name)
  get_filename_component(extension ${source} EXT)
  add_custom_command(
    OUTPUT ${generated}/assets/${name}.woff2
    COMMAND ${CMAKE_COMMAND} -E copy ${source} ${generated}/assets/${name}${extension}
    COMMAND woff2_compress ${generated}/assets/${name}${extension} > ${generated}/assets/${name}.log 2>&1
    COMMAND ${CMAKE_COMMAND} -E rm ${generated}/assets/${name}${extension} ${generated}/assets/${name}.log
    DEPENDS ${source}
    COMMENT "Packing ${name}.woff2")
  set(autojet_fonts ${autojet_fonts} ${generated}/assets/${name}.woff2 PARENT_SCOPE)
endfunction()
autojet_font(/usr/share/fonts/opentype/sora/Sora-SemiBold.otf sora-600)
autojet_font(/usr/share/fonts/opentype/sora/Sora-Bold.otf sora-700)
autojet_font(/usr/share/fonts/truetype/manrope/Manrope-Regular.ttf manrope-400)
autojet_font(/usr/share/fonts/truetype/manrope/Manrope-SemiBold.ttf manrope-600)
autojet_font(/usr/share/fonts/truetype/manrope/Manrope-Bold.ttf manrope-700)

add_custom_command(
  OUTPUT ${generated}/nl.mo
  COMMAND msgfmt -c -o ${generated}/nl.mo ${CMAKE_SOURCE_DIR}/po/nl.po
  DEPENDS ${CMAKE_SOURCE_DIR}/po/nl.po
  COMMENT "Checking and compiling the Dutch messages")

set(embedded_sources)
function(autojet_embed symbol root)
  add_custom_command(
    OUTPUT ${generated}/${symbol}.cpp
    COMMAND embed ${generated}/${symbol}.cpp autojet::resources::${symbol} ${root} ${ARGN}
    DEPENDS embed ${ARGN}
    COMMENT "Embedding ${symbol}")
  set(embedded_sources ${embedded_sources} ${generated}/${symbol}.cpp PARENT_SCOPE)
endfunction()

# The calendar of the desk comes from npm, with a lock file of its own.
foreach(part js css)
  set(calendar_part ${CMAKE_SOURCE_DIR}/assets/node_modules/@event-calendar/build/dist/event-calendar.min.${part})
  if(NOT EXISTS ${calendar_part})
    message(FATAL_ERROR "@event-calendar/build is missing. ./dev build installs it; by hand: (cd assets && npm ci)")
  endif()
  configure_file(${calendar_part} ${generated}/assets/event-calendar.${part} COPYONLY)
  list(APPEND calendar_files ${generated}/assets/event-calendar.${part})
endforeach()

file(GLOB asset_files CONFIGURE_DEPENDS LIST_DIRECTORIES false ${CMAKE_SOURCE_DIR}/assets/*)
list(FILTER asset_files EXCLUDE REGEX "/package(-lock)?\\.json$")
file(GLOB template_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*/templates/*)
file(GLOB migration_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*/migrations/*.sql)
file(GLOB_RECURSE policy_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/policy/*.toml ${CMAKE_SOURCE_DIR}/policy/*.md
  ${CMAKE_SOURCE_DIR}/policy/*.b2sum)
list(FILTER policy_files EXCLUDE REGEX "README")
autojet_embed(asset_files ${CMAKE_SOURCE_DIR}/assets ${asset_files} ${autojet_fonts} ${calendar_files})
autojet_embed(template_files ${CMAKE_SOURCE_DIR}/src ${template_files})
autojet_embed(migration_files ${CMAKE_SOURCE_DIR}/src ${migration_files})
autojet_embed(policy_files ${CMAKE_SOURCE_DIR}/policy ${policy_files})
autojet_embed(message_files ${generated} ${generated}/nl.mo)
add_library(autojet_resources STATIC ${embedded_sources})
target_link_libraries(autojet_resources PUBLIC autojet_http)
