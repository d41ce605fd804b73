// What the binary carries inside (cmake/resources.cmake).
#pragma once

#include <span>
#include <vector>

#include "http/assets.hpp"
#include "http/html.hpp"
#include "policy/texts.hpp"
#include "store/migrate.hpp"

namespace autojet::app {

// Every table of the program, in the order in which they are made.
std::vector<store::Migration> all_migrations();

std::vector<http::TemplateSource> all_templates();
std::span<const http::EmbeddedFile> all_assets();
policy::Texts policy_texts();
std::string_view evidence();  // policy/evidence.toml
std::string_view dutch_messages();
std::string_view openapi_document();
// What people take along, described (policy R6).
std::string_view export_schema();

}  // namespace autojet::app
