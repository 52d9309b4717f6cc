package io.anamnesis.storage.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Asks whether the server takes our login, and on a new server makes the account first and closes the default one. Until
 * then, for the second or two of a first start, a local user could log in with the password that every Cassandra has.
 */
final class FirstLogin {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final InetSocketAddress address;
    private final Credentials ours;

    FirstLogin(InetSocketAddress address, Credentials ours) {
        this.address = address;
        this.ours = ours;
    }

    /** True once our login works and the default one doesn't. Call again on false, and on failure while it starts. */
    boolean succeeds() throws IOException {
        try (LoopbackCql cql = new LoopbackCql(address, TIMEOUT)) {
            if (!cql.speaks()) {
                return false;
            }
            if (cql.login(ours)) {
                closeDefault(cql);
                return true;
            }
        }
        createOurs();
        return false;
    }

    /** The default account only exists once the server has set up its roles: until then it is refused, too. */
    private void createOurs() throws IOException {
        try (LoopbackCql cql = new LoopbackCql(address, TIMEOUT)) {
            if (cql.login(Credentials.DEFAULT)) {
                cql.execute("CREATE ROLE IF NOT EXISTS " + ours.username() + " WITH SUPERUSER = true AND LOGIN = true"
                        + " AND PASSWORD = '" + ours.password() + "'");
            }
        }
    }

    /** At every start, since a first one may have been killed between the two steps. */
    private static void closeDefault(LoopbackCql cql) throws IOException {
        cql.execute("ALTER ROLE cassandra WITH SUPERUSER = false AND LOGIN = false AND PASSWORD = '"
                + Credentials.randomPassword() + "'");
    }
}
