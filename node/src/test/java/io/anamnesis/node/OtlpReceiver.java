package io.anamnesis.node;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces: takes OTLP over HTTP and reads of the protobuf what a test asks for. */
final class OtlpReceiver implements AutoCloseable {
    /**
     * A span as it came.
     *
     * @param parent empty for the first of a trace
     * @param links ids of other spans
     */
    record Received(String instance, String trace, String id, String parent, String name, List<String> links) {}

    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            request(body);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Received> spans() {
        return List.copyOf(spans);
    }

    List<Received> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** All that came, one sign a byte. */
    String everything() {
        return String.join("\n", bodies);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    // ---- opentelemetry/proto/collector/trace/v1: the fields of interest by number

    private static final class Field {
        private final byte[] bytes;

        Field(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String hex() {
            return HexFormat.of().formatHex(bytes);
        }
    }

    private void request(byte[] request) {
        for (Field resourceSpans : fields(request, 1)) {
            String instance = "";
            for (Field resource : fields(resourceSpans.bytes(), 1)) {
                for (Field attribute : fields(resource.bytes(), 1)) {
                    if (fields(attribute.bytes(), 1).get(0).text().equals("service.instance.id")) {
                        instance = fields(fields(attribute.bytes(), 2).get(0).bytes(), 1)
                                .get(0)
                                .text();
                    }
                }
            }
            for (Field scope : fields(resourceSpans.bytes(), 2)) {
                for (Field span : fields(scope.bytes(), 2)) {
                    spans.add(span(instance, span.bytes()));
                }
            }
        }
    }

    private static Received span(String instance, byte[] span) {
        List<Field> parent = fields(span, 4);
        return new Received(
                instance,
                fields(span, 1).get(0).hex(),
                fields(span, 2).get(0).hex(),
                parent.isEmpty() ? "" : parent.get(0).hex(),
                fields(span, 5).get(0).text(),
                fields(span, 13).stream()
                        .map(link -> fields(link.bytes(), 2).get(0).hex())
                        .toList());
    }

    /** The length-delimited fields of one number. */
    private static List<Field> fields(byte[] message, int number) {
        List<Field> found = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) tag & 7) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 5 -> in.getInt();
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    if (tag >>> 3 == number) {
                        found.add(new Field(bytes));
                    }
                }
                default -> throw new IllegalArgumentException("not protobuf");
            }
        }
        return found;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
