/**
 * The shape of the code, as tests. What enters is every compiled class of every module and every source file of the
 * reactor; what leaves is a failed test that names the class or file and the rule. Runs on the test's thread.
 */
@NullMarked
package io.anamnesis.node.architecture;

import org.jspecify.annotations.NullMarked;
