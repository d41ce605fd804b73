#pragma once

class QPDF;

namespace autojet::invoicing::paper {

// Cairo deflates pixels as they come. Here each row is first told by its neighbours, as PNG does (RFC 2083, 6), so that
// a logo takes no more room in the file than it took as a picture.
void pack_images(QPDF& pdf);

}  // namespace autojet::invoicing::paper
