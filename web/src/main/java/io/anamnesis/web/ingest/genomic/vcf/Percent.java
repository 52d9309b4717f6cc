package io.anamnesis.web.ingest.genomic.vcf;

import java.nio.charset.StandardCharsets;

/** The escapes of VCF 4.3: a percent sign and two hexadecimal digits for a byte of UTF-8. */
final class Percent {
    private Percent() {}

    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int out = 0;
        for (int i = 0; i < bytes.length; i++, out++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                bytes[out] = (byte) (high * 16 + low);
                i += 2;
            } else {
                bytes[out] = bytes[i];
            }
        }
        return new String(bytes, 0, out, StandardCharsets.UTF_8);
    }
}
