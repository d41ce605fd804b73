#include "invoicing/pdf_logo.hpp"

#include <cairo/cairo.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace autojet::invoicing::paper {

namespace {

constexpr double widest = 190, highest = 52;  // points
constexpr double of_a_pixel = 0.75;           // at most: 96 to the inch, as on a screen
constexpr double light = 0.6;                 // of white

cairo_status_t take(void* rest, unsigned char* into, unsigned int count) {
    auto& text = *static_cast<std::string_view*>(rest);
    if (text.size() < count) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(into, text.data(), count);
    text.remove_prefix(count);
    return CAIRO_STATUS_SUCCESS;
}

// Of what is seen, when some of the picture lets the ground through. Its pixels are multiplied with their alpha.
bool is_light_on_a_clear_ground(cairo_surface_t* surface, int width, int height) {
    if (cairo_image_surface_get_format(surface) != CAIRO_FORMAT_ARGB32) return false;
    const auto* bytes = cairo_image_surface_get_data(surface);
    const auto stride = cairo_image_surface_get_stride(surface);
    double seen = 0, brightness = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, bytes + y * stride + x * 4, sizeof pixel);
            const auto part = [&](int shift) { return static_cast<double>(pixel >> shift & 0xff) / 255; };
            seen += part(24);
            brightness += 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0);
        }
    const auto is_clear = seen < 0.99 * width * height;
    return is_clear && seen > 0 && brightness / seen > light;
}

}  // namespace

std::optional<Logo> read_logo(std::string_view png) {
    if (png.empty()) return std::nullopt;
    const std::shared_ptr<cairo_surface_t> surface{cairo_image_surface_create_from_png_stream(take, &png),
                                                   cairo_surface_destroy};
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return std::nullopt;
    const auto width = cairo_image_surface_get_width(surface.get());
    const auto height = cairo_image_surface_get_height(surface.get());
    if (width < 1 || height < 1) return std::nullopt;
    const auto scale = std::min({of_a_pixel, widest / width, highest / height});
    return Logo{{.surface = surface, .width = width * scale, .height = height * scale},
                is_light_on_a_clear_ground(surface.get(), width, height)};
}

}  // namespace autojet::invoicing::paper
