// What the locks allow: it compiles, so that a refusal beside it is the lock's and nothing else's.
#include <string>

#include "policy/personal.hpp"

using namespace autojet;
using namespace autojet::policy;

using Name = Personal<std::string, Category::name>;

const std::string& greeting(const Name& name, const Warrant<Purpose::contact>& warrant) {
    return name.open(warrant);
}

Warrant<Purpose::contact> hand_over(Warrant<Purpose::contact> warrant) {
    return warrant;
}

Name collect(std::string typed, PersonId ada) {
    Name name = Name::collected(std::move(typed));
    Name copy = name;
    return std::move(copy).assigned_to(ada);
}
