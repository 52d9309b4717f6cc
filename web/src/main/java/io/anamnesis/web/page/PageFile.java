package io.anamnesis.web.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent.
 *
 * @param zipped the same in gzip
 * @param tag its ETag; weak, since both encodings share it
 * @param pinned whether its path names its version, so that it may be kept for ever
 */
record PageFile(String mediaType, Buffer plain, Buffer zipped, String tag, boolean pinned) {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    /** Whether files of this name are served at all. */
    static boolean isKnown(String path) {
        return MEDIA_TYPES.containsKey(extension(path));
    }

    /** @throws IllegalArgumentException where files of this name are not served */
    static PageFile of(String path, byte[] content, boolean pinned) {
        String mediaType = MEDIA_TYPES.get(extension(path));
        if (mediaType == null) {
            throw new IllegalArgumentException("no media type is known for " + path);
        }
        return new PageFile(
                mediaType,
                Buffer.buffer(content),
                Buffer.buffer(zip(content)),
                "W/\"" + digest(content) + "\"",
                pinned);
    }

    /** {@code Cache-Control}: what has no version in its path is asked for again, and mostly answered with 304. */
    String caching() {
        return pinned ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] zip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new SmallGzip(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Done once, at start: as small as it gets. */
    private static final class SmallGzip extends GZIPOutputStream {
        SmallGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
