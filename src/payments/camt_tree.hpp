// Walking a tree of XML by local names: banks put their own prefixes in front. For source files only.
#pragma once

#include <pugixml.hpp>
#include <string_view>

namespace autojet::payments {

inline std::string_view local_name(pugi::xml_node node) {
    const std::string_view name = node.name();
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

inline pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
    for (const auto node : parent.children())
        if (node.type() == pugi::node_element && local_name(node) == name) return node;
    return {};
}

// "Acct/Id/IBAN": the first of each.
inline pugi::xml_node descend(pugi::xml_node node, std::string_view path) {
    while (node && !path.empty()) {
        const auto slash = path.find('/');
        node = child(node, path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return node;
}

inline std::string_view text_at(pugi::xml_node node, std::string_view path) {
    return descend(node, path).child_value();
}

template <class F>
void each_child(pugi::xml_node parent, std::string_view name, F&& visit) {
    for (const auto node : parent.children())
        if (node.type() == pugi::node_element && local_name(node) == name) visit(node);
}

// Elements inside elements, without calling itself: the file may be hostile.
inline bool is_deeper_than(pugi::xml_node root, int most) {
    int depth = 0;
    for (auto node = root.first_child(); node;) {
        if (depth > most) return true;
        if (node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        while (node && node != root && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (!node || node == root) break;
        node = node.next_sibling();
    }
    return false;
}

}  // namespace autojet::payments
