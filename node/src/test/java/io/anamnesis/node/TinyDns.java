package io.anamnesis.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A name server on loopback that knows one service: for SRV it tells ports at {@code localhost}, a name that every machine knows, with its
 * address beside (RFC 1035, 2782). Of everything else it says that there is nothing.
 */
final class TinyDns implements AutoCloseable {
    private static final String HOST = "localhost";
    private static final int A = 1;
    private static final int SRV = 33;
    private static final int NO_SUCH_NAME = 0x8583;
    private static final int HERE = 0x8580;

    private final DatagramSocket socket;
    private final String service;
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    TinyDns(String service) throws IOException {
        this.service = service;
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::serve, "tiny-dns");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** One more port of the service. */
    void add(int port) {
        ports.add(port);
    }

    List<String> asked() {
        return asked;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(buffer, packet.getLength());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** The header is 12 bytes; one question follows: labels, a type, a class. */
    private byte[] answer(byte[] query, int length) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (query[at] != 0) {
            name.append(new String(query, at + 1, query[at], US_ASCII)).append('.');
            at += query[at] + 1;
        }
        int type = ((query[at + 1] & 0xff) << 8) | (query[at + 2] & 0xff);
        int endOfQuestion = Math.min(length, at + 5);
        String sought = name.toString().toLowerCase(Locale.ROOT);
        asked.add(type + " " + sought);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        boolean service = type == SRV && sought.equals(this.service + ".");
        boolean host = type == A && sought.equals(HOST + ".");
        List<Integer> now = List.copyOf(ports);
        out.write(query, 0, 2);
        out.writeShort(service || host ? HERE : NO_SUCH_NAME);
        out.writeShort(1);
        out.writeShort(service ? now.size() : host ? 1 : 0);
        out.writeShort(0);
        out.writeShort(service ? 1 : 0);
        out.write(query, 12, endOfQuestion - 12);
        if (service) {
            for (int port : now) {
                ByteArrayOutputStream target = new ByteArrayOutputStream();
                name(new DataOutputStream(target), HOST);
                name(out, this.service);
                record(out, SRV, 6 + target.size());
                out.writeShort(0);
                out.writeShort(0);
                out.writeShort(port);
                target.writeTo(out);
            }
        }
        if (service || host) {
            loopback(out);
        }
        return bytes.toByteArray();
    }

    private static void loopback(DataOutputStream out) throws IOException {
        name(out, HOST);
        record(out, A, 4);
        out.write(new byte[] {127, 0, 0, 1});
    }

    private static void record(DataOutputStream out, int type, int length) throws IOException {
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(1); // second that it may be kept
        out.writeShort(length);
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        for (String label : name.split("\\.", -1)) {
            out.writeByte(label.length());
            out.write(label.getBytes(US_ASCII));
        }
        out.writeByte(0);
    }

    @Override
    public void close() {
        socket.close();
    }
}
