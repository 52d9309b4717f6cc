package io.anamnesis.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections. Closing one waits until the peer has taken what was written before; a peer that has stopped reading
 * never does, so that a stop or a close would hang until the idle timeout. Cutting does not wait. Vert.x has no public way
 * to it, nor to stop listening without closing connections: this is the one place that reaches for the channel below.
 */
public final class Connections {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();

    /** Remembers a connection until it is closed, whatever it is upgraded to. */
    public void opened(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            Channel channel = base.channel();
            open.add(channel);
            if (channel.parent() != null) {
                listeners.add(channel.parent());
            }
            ChannelFuture unused = channel.closeFuture().addListener(closed -> open.remove(channel));
        }
    }

    /**
     * Takes no new connections, and leaves those that are open as they are. Vert.x can only do both at once, which cuts who has just
     * connected and not asked yet.
     */
    public void stopListening() {
        for (Channel listener : listeners) {
            ChannelFuture unused = listener.close();
        }
    }

    /** Cuts all that are left. */
    public void cutAll() {
        open.forEach(Connections::cut);
    }

    /** Cuts one. */
    public static void cut(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            cut(base.channel());
        }
    }

    private static void cut(Channel channel) {
        ChannelFuture unused = channel.close(); // it can't fail, only be late
    }

    /** How many there are. */
    public int size() {
        return open.size();
    }
}
