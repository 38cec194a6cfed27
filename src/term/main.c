// SPDX-License-Identifier: Apache-2.0
/*
 * The command `kronik`: finds the verb and runs it.
 */
#include <stdio.h>

#include "kronik.h"

int main(void)
{
	printf("kronik %s\n", KR_VERSION);
	return 0;
}
