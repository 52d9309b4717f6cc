package io.anamnesis.node;

import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.HostPort;
import java.util.List;

/**
 * What one node is told.
 *
 * @param id from 1; its caches and its log are named after it
 * @param home the state folder, shared by the nodes of this machine
 * @param http where it answers HTTP
 * @param remoting where the other nodes reach it
 * @param cassandra where and how it stores
 * @param cluster nodes of another name never come in, whatever port they have: letters, digits, {@code -}, {@code _}
 * @param seeds remoting addresses of the nodes that it joins, the same list in the same order on every node
 */
record NodeOptions(
        int id,
        Home home,
        HostPort http,
        HostPort remoting,
        DatabaseAccess cassandra,
        String cluster,
        List<HostPort> seeds) {
    NodeOptions {
        seeds = List.copyOf(seeds);
    }
}
