package io.anamnesis.web.ingest.imaging.pixel;

import java.util.function.ObjIntConsumer;

/** What the frames of the JPEG family have in common: marker segments, the frame's header, and one plane of samples a component. */
abstract class JpegFrame {
    final JpegMarkers markers;
    final PixelFormat format;
    int precision;
    int restartInterval;
    int[] componentIds = {};
    int[][] planes = {};

    JpegFrame(byte[] stream, PixelFormat format) {
        this.markers = new JpegMarkers(stream);
        this.format = format;
    }

    /** Reads all segments, and puts the samples where the data set has them. */
    final void decode(byte[] target, int from) {
        int scanned = 0;
        for (int marker = markers.next(); marker != JpegMarkers.END_OF_IMAGE; marker = markers.next()) {
            int content = markers.segment();
            switch (marker) {
                case JpegMarkers.RESTART_INTERVAL -> restart(markers.shortAt(content));
                case JpegMarkers.START_OF_SCAN -> scanned += scan(content);
                default -> segment(marker, content);
            }
        }
        if (scanned == 0 || scanned < componentIds.length) {
            throw new UnusablePixels("truncated-pixels", "the frame lacks the scan of a component");
        }
        Samples.put(planes, format, target, from);
    }

    /** Any other segment; application data and comments say nothing of the samples. */
    abstract void segment(int marker, int content);

    /** A scan; returns how many components it had. */
    abstract int scan(int content);

    void restart(int interval) {
        restartInterval = interval;
    }

    /** The frame's header, of samples of so many bits at least and at most. */
    final void header(int content, int least, int most) {
        precision = markers.byteAt(content);
        Samples.check(format, markers.shortAt(content + 1), markers.shortAt(content + 3), markers.byteAt(content + 5));
        if (precision < least || precision > most) {
            throw new UnusablePixels("malformed-pixels", "a sample has " + least + " to " + most + " bits");
        }
        componentIds = new int[format.samples()];
        for (int i = 0; i < componentIds.length; i++) {
            componentIds[i] = markers.byteAt(content + 6 + 3 * i);
        }
        planes = new int[componentIds.length][(int) format.pixelsPerFrame()];
    }

    /** Refuses components that are sampled more coarsely than others. */
    final void requireSameSampling(int content) {
        for (int i = 0; i < componentIds.length; i++) {
            if (markers.byteAt(content + 7 + 3 * i) != 0x11 && componentIds.length > 1) {
                throw new UnusablePixels("subsampled-pixels", "components of different sampling are not decoded");
            }
        }
    }

    /** Components of a scan, the first number of its header. */
    final int components(int content) {
        int count = markers.byteAt(content);
        if (count == 0 || count > planes.length) {
            throw new UnusablePixels("malformed-pixels", "a scan has no component, or more than its frame");
        }
        return count;
    }

    /** Which component a scan means. */
    final int component(int id) {
        for (int i = 0; i < componentIds.length; i++) {
            if (componentIds[i] == id) {
                return i;
            }
        }
        throw new UnusablePixels("malformed-pixels", "a scan names a component that its frame lacks");
    }

    /** Huffman tables, each with the number in front of it: class and destination. */
    final void huffman(int content, ObjIntConsumer<HuffmanTable> tables) {
        int at = content;
        while (at < markers.end()) {
            int head = markers.byteAt(at);
            int[] counts = new int[16];
            int total = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = markers.byteAt(at + 1 + i);
                total += counts[i];
            }
            int[] values = new int[total];
            for (int i = 0; i < total; i++) {
                values[i] = markers.byteAt(at + 17 + i);
            }
            tables.accept(new HuffmanTable(counts, values), head);
            at += 17 + total;
        }
    }
}
