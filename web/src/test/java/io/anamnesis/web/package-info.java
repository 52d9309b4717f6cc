/** The edge over memory, asked over real HTTP. */
@NullMarked
package io.anamnesis.web;

import org.jspecify.annotations.NullMarked;
