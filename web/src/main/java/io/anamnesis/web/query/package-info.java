/**
 * What the routes of questions over all patients share: reading their bodies, asking the cluster, giving up when the client leaves.
 *
 * <p>Enters: a request's JSON body. Leaves: checked values or a located problem, and a question to {@code PatientQueries}.
 * Everything runs on the request's context; answers of the cluster are brought back to it.
 */
@NullMarked
package io.anamnesis.web.query;

import org.jspecify.annotations.NullMarked;
