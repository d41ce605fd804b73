# What nearly every file reads is read once for a room (half of the time that a build takes). A file still includes what
# it uses: builds without it, such as those of ./dev sabotage, would fail otherwise.
option(AUTOJET_PRECOMPILE "Precompile the headers that every file of a room includes" ON)
if(AUTOJET_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # For ccache; and g++ 12 warns of its own string and copy code when that comes precompiled.
  add_compile_options(-fpch-preprocess -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
endif()
set(standard_headers <algorithm> <array> <chrono> <condition_variable> <cstdint> <deque> <filesystem> <fstream> <functional>
  <map> <memory> <mutex> <optional> <set> <span> <sstream> <string> <string_view> <thread> <utility> <variant> <vector>)
set(house_headers ${standard_headers} ${CMAKE_SOURCE_DIR}/src/shop/house.hpp ${CMAKE_SOURCE_DIR}/src/shop/module.hpp)
set(rooms_on_shop)

# Rooms on top of `shop` share more than the standard library.
function(autojet_precompile target sources needs)
  list(LENGTH sources count)
  if(NOT AUTOJET_PRECOMPILE OR count LESS 6)
    return()
  endif()
  foreach(room ${needs})
    if(room IN_LIST rooms_on_shop)
      target_precompile_headers(${target} PRIVATE ${house_headers})
      return()
    endif()
  endforeach()
  target_precompile_headers(${target} PRIVATE ${standard_headers})
endfunction()

# autojet_room(NAME NEEDS rooms... LINKS targets...): the library of src/NAME, all but its tests.
function(autojet_room name)
  cmake_parse_arguments(room "" "" "NEEDS;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp ${CMAKE_SOURCE_DIR}/src/${name}/sqlite/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  add_library(autojet_${name} STATIC ${sources})
  target_include_directories(autojet_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
  autojet_precompile(autojet_${name} "${sources}" "${room_NEEDS}")
  foreach(room shop ${rooms_on_shop})
    if(room STREQUAL name OR room IN_LIST room_NEEDS)
      set(rooms_on_shop ${rooms_on_shop} ${name} PARENT_SCOPE)
      break()
    endif()
  endforeach()
  list(TRANSFORM room_NEEDS PREPEND autojet_)
  target_link_libraries(autojet_${name} PUBLIC ${room_NEEDS} PRIVATE ${room_LINKS})
endfunction()
