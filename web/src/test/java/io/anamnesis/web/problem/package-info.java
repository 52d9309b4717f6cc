@NullMarked
package io.anamnesis.web.problem;

import org.jspecify.annotations.NullMarked;
