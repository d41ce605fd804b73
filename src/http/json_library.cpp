// Boost.JSON is used from its headers; this is where its own code is compiled.
#include <boost/json/src.hpp>
