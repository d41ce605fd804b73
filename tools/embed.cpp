// embed OUTPUT.cpp SYMBOL ROOT FILE...
//
// Puts files into the program. Writes OUTPUT.cpp, which defines
//     std::span<const autojet::http::EmbeddedFile> SYMBOL();
// (SYMBOL may have namespaces: autojet::app::assets) with one entry per FILE, in the order given. The name of an entry
// is the path of the file below ROOT, or its bare name when it lies elsewhere. Each has a hash of its content and,
// where it pays, a gzip variant, both made here. In .css and .webmanifest files, @@other.svg@@ becomes the address of
// that asset, /assets/other.HASH.svg.
//
// The bytes themselves come in through the assembler's .incbin, from the folder OUTPUT.cpp.files, so that large files
// compile as fast as small ones. OUTPUT.cpp changes whenever the content of a file does.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <sodium.h>
#include <zlib.h>

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error{"cannot read " + path.string()};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error{"cannot write " + path.string()};
}

std::string hash_of(std::string_view bytes) {
    unsigned char digest[16];
    crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       nullptr, 0);
    char hex[17];
    return sodium_bin2hex(hex, sizeof hex, digest, 8);
}

// Empty when it saves less than a tenth. Without name and time, so that the same file always gives the same bytes.
std::string gzip(std::string bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error{"zlib does not start"};
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool finished = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    if (!finished) throw std::runtime_error{"zlib does not finish"};
    return packed.size() * 10 < bytes.size() * 9 ? packed : std::string{};
}

bool names_others(std::string_view name) {
    return name.ends_with(".css") || name.ends_with(".webmanifest");
}

class Files {
public:
    Files(const fs::path& root, const std::vector<std::string>& paths) {
        for (const fs::path path : paths) {
            const auto below = fs::relative(path, root);
            names_.push_back(*below.begin() == ".." ? path.filename().string() : below.generic_string());
            paths_.emplace(names_.back(), path);
        }
    }

    const std::vector<std::string>& names() const { return names_; }

    // With the addresses of other assets filled in. Those are loaded first, whichever order they were given in.
    const std::string& content(const std::string& name) {
        if (const auto known = content_.find(name); known != content_.end()) return known->second;
        if (std::find(names_.begin(), names_.end(), name) == names_.end()) throw std::runtime_error{"no asset " + name};
        if (std::find(open_.begin(), open_.end(), name) != open_.end())
            throw std::runtime_error{"assets name each other: " + name};
        open_.push_back(name);
        auto text = read_file(paths_.at(name));
        if (names_others(name)) text = with_addresses(text);
        open_.pop_back();
        return content_.emplace(name, std::move(text)).first->second;
    }

private:
    std::string with_addresses(std::string_view text) {
        std::string result;
        for (;;) {
            const auto begin = text.find("@@");
            const auto end = begin == std::string_view::npos ? begin : text.find("@@", begin + 2);
            if (end == std::string_view::npos) return result.append(text);
            result.append(text.substr(0, begin)).append(address(std::string{text.substr(begin + 2, end - begin - 2)}));
            text.remove_prefix(end + 2);
        }
    }

    // As Assets::url() makes it.
    std::string address(std::string name) {
        const auto hash = hash_of(content(name));
        std::replace(name.begin(), name.end(), '/', '-');
        const auto dot = std::min(name.rfind('.'), name.size());
        return "/assets/" + name.substr(0, dot) + "." + hash + name.substr(dot);
    }

    std::vector<std::string> names_;
    std::map<std::string, fs::path> paths_;
    std::vector<std::string> open_;
    std::map<std::string, std::string> content_;
};

std::string as_literal(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

// Makes the generated file, whose parts grow side by side.
class Output {
public:
    Output(fs::path path, std::string symbol) : path_{std::move(path)}, symbol_{std::move(symbol)} {
        folder_ = fs::absolute(path_.string() + ".files");
        fs::create_directories(folder_);
        label_ = "embedded_" + symbol_;
        std::replace(label_.begin(), label_.end(), ':', '_');
    }

    void add(const std::string& name, const std::string& bytes) {
        const auto packed = gzip(bytes);
        const auto plain_part = include(bytes);
        const auto packed_part = packed.empty() ? std::string{"{}"} : include(packed);
        table_ += "        {" + as_literal(name) + ", " + plain_part + ", " + packed_part + ", " +
                  as_literal(hash_of(bytes)) + ", http::content_type_of(" + as_literal(name) + ")},\n";
    }

    void write() const {
        const auto colons = symbol_.rfind("::");
        const auto space = colons == std::string::npos ? std::string{} : symbol_.substr(0, colons);
        const auto function = colons == std::string::npos ? symbol_ : symbol_.substr(colons + 2);
        std::string text = "// Written by tools/embed.cpp.\n#include <span>\n\n#include \"http/assets.hpp\"\n\n";
        if (!labels_.empty())
            text += "__asm__(\n    \".section .rodata\\n\"\n" + labels_ + "    \".previous\\n\");\n\n";
        text += declarations_ + "\n";
        if (!space.empty()) text += "namespace " + space + " {\n\n";
        text += "std::span<const autojet::http::EmbeddedFile> " + function + "();\n\n";
        text +=
            "std::span<const autojet::http::EmbeddedFile> " + function + "() {\n    namespace http = autojet::http;\n";
        text += table_.empty()
                    ? std::string{"    return {};\n}\n"}
                    : "    static const http::EmbeddedFile files[] = {\n" + table_ + "    };\n    return files;\n}\n";
        if (!space.empty()) text += "\n}  // namespace " + space + "\n";
        write_file(path_, text);
    }

private:
    // Answers the expression that names the bytes.
    std::string include(std::string_view bytes) {
        const auto label = label_ + "_" + std::to_string(count_++);
        const auto file = folder_ / label;
        write_file(file, bytes);
        labels_ += "    \".balign 16\\n.global " + label + "\\n.hidden " + label + "\\n" + label + ":\\n\"\n";
        labels_ += "    \".incbin \\\"" + file.string() + "\\\"\\n.byte 0\\n\"\n";
        declarations_ += "extern \"C\" const char " + label + "[];\n";
        return "{" + label + ", " + std::to_string(bytes.size()) + "}";
    }

    fs::path path_;
    fs::path folder_;
    std::string symbol_;
    std::string label_;
    std::string labels_;
    std::string declarations_;
    std::string table_;
    int count_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> given{arguments + 1, arguments + count};
    if (given.size() < 3) {
        std::fputs("usage: embed OUTPUT.cpp SYMBOL ROOT FILE...\n", stderr);
        return 64;
    }
    try {
        Files files{given[2], {given.begin() + 3, given.end()}};
        Output output{given[0], given[1]};
        for (const auto& name : files.names()) output.add(name, files.content(name));
        output.write();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "embed: %s\n", error.what());
        return 1;
    }
}
