@NullMarked
package io.anamnesis.web.token;

import org.jspecify.annotations.NullMarked;
