#include "invoicing/pdf_fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

// From Debian's packages fonts-manrope and fonts-sora.
__asm__(
    ".section .rodata\n"
    "autojet_manrope_400: .incbin \"/usr/share/fonts/truetype/manrope/Manrope-Regular.ttf\"\n"
    "autojet_manrope_600: .incbin \"/usr/share/fonts/truetype/manrope/Manrope-SemiBold.ttf\"\n"
    "autojet_sora_700: .incbin \"/usr/share/fonts/opentype/sora/Sora-Bold.otf\"\n"
    "autojet_fonts_end: .byte 0\n"
    ".previous\n");

extern "C" {
extern const char autojet_manrope_400[];
extern const char autojet_manrope_600[];
extern const char autojet_sora_700[];
extern const char autojet_fonts_end[];
}

namespace autojet::invoicing::paper {

namespace {

struct UnrefObject {
    void operator()(void* object) const { g_object_unref(object); }
};

// A file in memory alone, for fontconfig wants a name. It stays open for as long as the program runs.
std::string file_of(std::string_view bytes) {
    const int file = memfd_create("autojet-font", MFD_CLOEXEC);
    if (file < 0 || write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        throw Broken{"no memory for a font"};
    return "/proc/self/fd/" + std::to_string(file);
}

// One for the whole program; fontconfig lets threads share it.
FcConfig* configuration() {
    static FcConfig* const shared = [] {
        FcConfig* config = FcInitLoadConfigAndFonts();
        if (config == nullptr) throw Broken{"fontconfig does not start"};
        const std::array begins{autojet_manrope_400, autojet_manrope_600, autojet_sora_700, autojet_fonts_end};
        for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
            const auto name = file_of({begins.at(i), begins.at(i + 1)});
            if (FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(name.c_str())) != FcTrue)
                throw Broken{"a font cannot be read"};
        }
        return config;
    }();
    return shared;
}

// Widths as designed, not as a screen would round them.
void measure_exactly(PangoContext* context) {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
}

class Fonts {
public:
    Fonts() : map_{pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)} {
        if (!map_) throw Broken{"pango knows no fonts"};
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), configuration());
        for (const auto language : all_languages) {
            auto& context = contexts_.at(static_cast<std::size_t>(language));
            context.reset(pango_font_map_create_context(map_.get()));
            pango_context_set_language(context.get(), pango_language_from_string(std::string{code(language)}.c_str()));
            measure_exactly(context.get());
        }
    }
    PangoContext* context(Language language) const { return contexts_.at(static_cast<std::size_t>(language)).get(); }

private:
    std::unique_ptr<PangoFontMap, UnrefObject> map_;
    std::array<std::unique_ptr<PangoContext, UnrefObject>, all_languages.size()> contexts_;
};

}  // namespace

_PangoContext* fonts_for(Language language) {
    thread_local const Fonts fonts;
    return fonts.context(language);
}

}  // namespace autojet::invoicing::paper
