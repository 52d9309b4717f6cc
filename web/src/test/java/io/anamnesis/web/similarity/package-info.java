/** Tests of the routes of neighbours. */
@org.jspecify.annotations.NullMarked
package io.anamnesis.web.similarity;
