package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Messages that nodes tell each other, each kind under a permanent name, as CBOR. What a serializer of Akka asks for, without Akka.
 * Thread-safe.
 */
public final class NodeMessages {
    private final String of;
    private final ObjectMapper cbor;
    private final Map<String, Class<?>> types;
    private final Map<Class<?>, String> names;

    /**
     * All kinds of one conversation.
     *
     * @param of what it is about, for errors, such as {@code models}
     * @param types by permanent name
     */
    public NodeMessages(String of, ObjectMapper cbor, Map<String, Class<?>> types) {
        this.of = of;
        this.cbor = cbor;
        this.types = Map.copyOf(types);
        this.names =
                types.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /**
     * The permanent name of a message's kind.
     *
     * @throws IllegalArgumentException where it is no message of this conversation
     */
    public String name(Object message) {
        String name = names.get(message.getClass());
        if (name == null) {
            throw new IllegalArgumentException(
                    "not a message between nodes: " + message.getClass().getName());
        }
        return name;
    }

    /** Its bytes. */
    public byte[] write(Object message) {
        try {
            return cbor.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a " + name(message) + " of " + of, e);
        }
    }

    /**
     * The message out of its bytes.
     *
     * @throws NotSerializableException where the name is unknown or the bytes are damaged: one message is lost, and the connection stays
     */
    public Object read(byte[] bytes, String name) throws NotSerializableException {
        Class<?> type = types.get(name);
        if (type == null) {
            throw new NotSerializableException("of a kind unknown to this version: " + name + " of " + of);
        }
        try {
            return cbor.readValue(bytes, type);
        } catch (IOException e) {
            NotSerializableException wrapped = new NotSerializableException("a damaged " + name + " of " + of);
            wrapped.initCause(e);
            throw wrapped;
        }
    }
}
