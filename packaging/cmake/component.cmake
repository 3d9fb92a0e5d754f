# lapse_component(<name> [PUBLIC <target>...] [PRIVATE <target>...] [EXCLUDE <file>...])
#
# The library of the folder it is called in: every *.cpp there, as static library lapse_<name>, alias
# lapse::<name>. A new file is found by the next build, without an edit here.
function(lapse_component name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PUBLIC;PRIVATE;EXCLUDE")
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  list(TRANSFORM arg_EXCLUDE PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  if(arg_EXCLUDE)
    list(REMOVE_ITEM sources ${arg_EXCLUDE})
  endif()
  add_library(lapse_${name} STATIC ${sources})
  target_link_libraries(lapse_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  add_library(lapse::${name} ALIAS lapse_${name})
endfunction()
