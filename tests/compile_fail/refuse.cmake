# cmake -DCOMPILER= -DSNIPPET= -DCONTROL= -DINCLUDES=a|b -P refuse.cmake

string(REPLACE "|" ";" folders "${INCLUDES}")
set(flags -std=c++20 -fsyntax-only)
foreach(folder IN LISTS folders)
  list(APPEND flags "-I${folder}")
endforeach()

function(compile file result messages)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${COMPILER} ${flags} ${ARGN} ${file}
    RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  set(${result} ${code} PARENT_SCOPE)
  set(${messages} "${out}${err}" PARENT_SCOPE)
endfunction()

foreach(allowed IN ITEMS ${CONTROL} ${SNIPPET})
  compile(${allowed} code messages)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${allowed} should compile, so its refusal would prove nothing:\n${messages}")
  endif()
endforeach()

if(SNIPPET STREQUAL CONTROL)
  return()
endif()

file(STRINGS ${SNIPPET} expectation REGEX "^// expect: ")
string(REGEX REPLACE "^// expect: " "" expectation "${expectation}")
if(expectation STREQUAL "")
  message(FATAL_ERROR "${SNIPPET} does not say which error it expects")
endif()

compile(${SNIPPET} code messages -DREFUSED)
if(code EQUAL 0)
  message(FATAL_ERROR "${SNIPPET} compiles with its forbidden line")
endif()
if(NOT messages MATCHES "${expectation}")
  message(FATAL_ERROR "${SNIPPET} is refused, but not because of \"${expectation}\":\n${messages}")
endif()
