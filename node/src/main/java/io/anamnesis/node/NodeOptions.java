package io.anamnesis.node;

import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.protocol.cluster.NodeRole;
import java.util.List;
import java.util.Set;

/**
 * What one node is told.
 *
 * @param id from 1; its caches and its log are named after it
 * @param home the state folder, shared by the nodes of this machine
 * @param http where it answers HTTP
 * @param remoting where the other nodes reach it
 * @param cassandra where and how it stores
 * @param cluster nodes of another name never come in, whatever port they have: letters, digits, {@code -}, {@code _}
 * @param roles what it is for
 * @param discovery how it finds the nodes that it joins
 * @param seeds remoting addresses of the nodes that it joins, where they are listed: the same list in the same order on every node
 */
record NodeOptions(
        int id,
        Home home,
        HostPort http,
        HostPort remoting,
        DatabaseAccess cassandra,
        String cluster,
        Set<NodeRole> roles,
        Discovery discovery,
        List<HostPort> seeds) {
    NodeOptions {
        roles = Set.copyOf(roles);
        seeds = List.copyOf(seeds);
    }
}
