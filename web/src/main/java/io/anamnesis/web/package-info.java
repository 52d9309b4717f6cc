/**
 * The edge for people and programs: one HTTP server over all routes.
 *
 * <p>Enters: settings, {@code Patients}, {@code Feeds}. Leaves: a listening server. Requests run on Vert.x event loops,
 * which never block; readers of files run on a bounded worker pool.
 */
@NullMarked
package io.anamnesis.web;

import org.jspecify.annotations.NullMarked;
