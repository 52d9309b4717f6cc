/**
 * Live feeds over WebSocket: the door and the sockets of all feeds, and the feed of one patient.
 *
 * <p>Enters: an upgrade request with its caller; frames on actor threads. Leaves: one text message a frame. The socket is
 * confined to its context; a frame is asked for only when the socket has taken the ones before, so that a slow watcher
 * costs a bounded number of frames here and is conflated where the feed is.
 */
@NullMarked
package io.anamnesis.web.feed;

import org.jspecify.annotations.NullMarked;
