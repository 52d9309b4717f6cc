package io.anamnesis.web.ingest.imaging.pixel;

import io.anamnesis.web.ingest.imaging.dicom.Fragments;
import io.anamnesis.web.ingest.imaging.dicom.Fragments.Fragment;
import io.anamnesis.web.ingest.imaging.dicom.Fragments.HeldBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts the fragments of each frame together (PS3.5 annex A.4). */
final class FrameAssembly {
    private FrameAssembly() {}

    /** One compressed stream a frame. */
    static List<byte[]> of(Fragments fragments, int frames) {
        List<Fragment> all = fragments.list();
        List<Integer> starts = starts(all, fragments.offsets(), frames);
        List<byte[]> streams = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : all.size();
            streams.add(joined(all.subList(starts.get(i), end)));
        }
        return streams;
    }

    /** By the table, else one fragment a frame, else by the start-of-image marker. */
    private static List<Integer> starts(List<Fragment> all, long[] offsets, int frames) {
        if (all.isEmpty()) {
            throw new UnusablePixels("no-fragments", "the pixel data have no fragment");
        }
        if (frames == 1) {
            return List.of(0);
        }
        List<Integer> starts = new ArrayList<>();
        if (offsets.length == frames) {
            long offset = 0;
            for (int i = 0; i < all.size(); i++) {
                if (Arrays.binarySearch(offsets, offset) >= 0) {
                    starts.add(i);
                }
                offset += 8 + all.get(i).length();
            }
        } else if (all.size() == frames) {
            for (int i = 0; i < frames; i++) {
                starts.add(i);
            }
        } else {
            for (int i = 0; i < all.size(); i++) {
                if (beginsImage(held(all.get(i)))) {
                    starts.add(i);
                }
            }
        }
        if (starts.size() != frames || starts.get(0) != 0) {
            throw new UnusablePixels(
                    "unplaced-fragments",
                    "the image has " + frames + " frames and its fragments show " + starts.size());
        }
        return starts;
    }

    private static boolean beginsImage(byte[] bytes) {
        return bytes.length > 1
                && (bytes[0] & 0xff) == 0xff
                && ((bytes[1] & 0xff) == 0xd8 || (bytes[1] & 0xff) == 0x4f);
    }

    private static byte[] held(Fragment fragment) {
        HeldBytes held = fragment.held();
        if (held == null) {
            throw new UnusablePixels(
                    "pixels-not-held", "the file was read without its pixel data, or they are too long");
        }
        return held.bytes();
    }

    private static byte[] joined(List<Fragment> parts) {
        if (parts.size() == 1) {
            return held(parts.get(0));
        }
        byte[] whole =
                new byte[parts.stream().mapToInt(part -> held(part).length).sum()];
        int at = 0;
        for (Fragment part : parts) {
            byte[] bytes = held(part);
            System.arraycopy(bytes, 0, whole, at, bytes.length);
            at += bytes.length;
        }
        return whole;
    }
}
