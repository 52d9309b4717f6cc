package io.anamnesis.storage.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * As much of the CQL native protocol, version 4, as a readiness check and the first login need: one blocking connection,
 * one request at a time. The driver would take a second and threads of its own for each attempt.
 */
final class LoopbackCql implements AutoCloseable {
    private static final int REQUEST = 0x04;
    private static final int OPTIONS = 0x05;
    private static final int SUPPORTED = 0x06;
    private static final int STARTUP = 0x01;
    private static final int READY = 0x02;
    private static final int AUTHENTICATE = 0x03;
    private static final int AUTH_RESPONSE = 0x0F;
    private static final int AUTH_SUCCESS = 0x10;
    private static final int QUERY = 0x07;
    private static final int RESULT = 0x08;
    private static final int ERROR = 0x00;
    private static final int BAD_CREDENTIALS = 0x0100;
    private static final int CONSISTENCY_ONE = 0x0001;
    private static final int LARGEST_ANSWER = 1 << 20;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;

    LoopbackCql(InetSocketAddress address, Duration timeout) throws IOException {
        int millis = Math.toIntExact(timeout.toMillis());
        try {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether the server speaks the protocol yet. */
    boolean speaks() throws IOException {
        return ask(OPTIONS, new byte[0]).opcode == SUPPORTED;
    }

    /** Whether the server takes these credentials; false only where it says that they are wrong. */
    boolean login(Credentials credentials) throws IOException {
        Answer startup = ask(
                STARTUP,
                ByteBuffer.allocate(64)
                        .putShort((short) 1)
                        .put(string("CQL_VERSION"))
                        .put(string("3.0.0")));
        if (startup.opcode == READY) {
            throw new IOException("the server asked for no password: this is not our server");
        }
        startup.require(AUTHENTICATE);
        byte[] token = ("\0" + credentials.username() + "\0" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        Answer answer = ask(
                AUTH_RESPONSE,
                ByteBuffer.allocate(4 + token.length).putInt(token.length).put(token));
        if (answer.opcode == ERROR && answer.body.getInt(0) == BAD_CREDENTIALS) {
            return false;
        }
        answer.require(AUTH_SUCCESS);
        return true;
    }

    /** Runs a statement after a login. */
    void execute(String cql) throws IOException {
        byte[] text = cql.getBytes(StandardCharsets.UTF_8);
        ask(
                        QUERY,
                        ByteBuffer.allocate(4 + text.length + 3)
                                .putInt(text.length)
                                .put(text)
                                .putShort((short) CONSISTENCY_ONE)
                                .put((byte) 0))
                .require(RESULT);
    }

    private Answer ask(int opcode, ByteBuffer body) throws IOException {
        byte[] bytes = new byte[body.flip().remaining()];
        body.get(bytes);
        return ask(opcode, bytes);
    }

    /** A frame: version, flags, stream (two bytes), opcode, length, body. */
    private Answer ask(int opcode, byte[] body) throws IOException {
        out.writeByte(REQUEST);
        out.writeByte(0);
        out.writeShort(0);
        out.writeByte(opcode);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
        in.readInt();
        int answered = in.readUnsignedByte();
        int length = in.readInt();
        if (length < 0 || length > LARGEST_ANSWER) {
            throw new IOException("not a CQL server: an answer of " + length + " bytes");
        }
        return new Answer(answered, ByteBuffer.wrap(in.readNBytes(length)));
    }

    private static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private record Answer(int opcode, ByteBuffer body) {
        void require(int expected) throws IOException {
            if (opcode == ERROR) {
                byte[] message = new byte[body.getShort(4) & 0xFFFF];
                body.get(6, message);
                throw new IOException("the server refused: " + new String(message, StandardCharsets.UTF_8));
            }
            if (opcode != expected) {
                throw new IOException("the server answered " + opcode + " where " + expected + " was due");
            }
        }
    }
}
