/** Tests of pages as they are served. */
@NullMarked
package io.anamnesis.web.page;

import org.jspecify.annotations.NullMarked;
