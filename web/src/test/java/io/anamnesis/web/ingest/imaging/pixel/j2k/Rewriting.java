package io.anamnesis.web.ingest.imaging.pixel.j2k;

import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a codestream of one tile with SOP and EPH markers apart, and writes it in other ways that the standard allows. */
final class Rewriting {
    static final int SIZ = 0xff51;
    static final int COD = 0xff52;
    static final int COC = 0xff53;
    static final int QCD = 0xff5c;
    static final int QCC = 0xff5d;
    static final int RGN = 0xff5e;
    static final int POC = 0xff5f;
    static final int PPM = 0xff60;
    static final int PPT = 0xff61;
    private static final byte[] SOC = {-1, 0x4f};
    private static final byte[] SOD = {-1, (byte) 0x93};
    static final byte[] EOC = {-1, (byte) 0xd9};

    /** Markers and contents of the main header, as far as they concern samples. */
    final byte[] siz;

    final byte[] cod;
    final byte[] qcd;

    /** With their EPH. */
    final List<byte[]> headers = new ArrayList<>();

    final List<byte[]> bodies = new ArrayList<>();

    Rewriting(byte[] stream) {
        siz = content(stream, SIZ);
        cod = content(stream, COD);
        qcd = content(stream, QCD);
        int at = find(stream, 0xff91, 0);
        while (at >= 0) {
            int next = find(stream, 0xff91, at + 2);
            int body = find(stream, 0xff92, at) + 2;
            headers.add(Arrays.copyOfRange(stream, at + 6, body));
            bodies.add(Arrays.copyOfRange(stream, body, next < 0 ? stream.length - 2 : next));
            at = next;
        }
    }

    /** No byte sequence of a packet looks like these markers. */
    private static int find(byte[] stream, int marker, int from) {
        for (int i = from; i + 1 < stream.length; i++) {
            if ((stream[i] & 0xff) == marker >> 8 && (stream[i + 1] & 0xff) == (marker & 0xff)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] content(byte[] stream, int marker) {
        int at = find(stream, marker, 0);
        int length = ByteBuffer.wrap(stream).getShort(at + 2);
        return Arrays.copyOfRange(stream, at + 4, at + 2 + length);
    }

    static byte[] segment(int marker, byte[]... content) {
        byte[] all = Bytes.join(content);
        return Bytes.join(
                ByteBuffer.allocate(4)
                        .putShort((short) marker)
                        .putShort((short) (all.length + 2))
                        .array(),
                all);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** SOC, SIZ, and so on. */
    byte[] mainHeader(byte[]... segments) {
        return Bytes.join(SOC, segment(SIZ, siz), Bytes.join(segments));
    }

    /** The usual main header, with more behind it. */
    byte[] usualHeader(byte[]... more) {
        return mainHeader(segment(COD, cod), segment(QCD, qcd), Bytes.join(more));
    }

    static byte[] tilePart(int number, byte[] header, byte[] body) {
        int length = 12 + header.length + 2 + body.length;
        return Bytes.join(segment(0xff90, bytes(0, 0), number(length), bytes(number, 0)), header, SOD, body);
    }

    /** Headers and bodies together, in an order. */
    byte[] packets(List<Integer> order) {
        return Bytes.join(order.stream()
                .map(i -> Bytes.join(headers.get(i), bodies.get(i)))
                .toArray(byte[][]::new));
    }

    byte[] allPackets() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            order.add(i);
        }
        return packets(order);
    }

    static byte[] joined(List<byte[]> parts) {
        return Bytes.join(parts.toArray(byte[][]::new));
    }
}
