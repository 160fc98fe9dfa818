#include "c_lend.h"

#include <stdlib.h>
#include <string.h>

// bb_room is malloc under a name that cgo does not treat specially: C.malloc ends the
// process where malloc returns NULL.
void *bb_room(size_t n) { return malloc(n); }

// returned is the producer's callback. Nothing is freed here: the block owns the memory.
static void returned(struct ArrowArray *array) {
	struct bb_loan *loan = array->private_data;
	if (loan->returned == loan->lent) {
		loan->twice++;
	} else {
		loan->returned++;
	}
	array->release = NULL;
}

static void schema_returned(struct ArrowSchema *schema) { schema->release = NULL; }

// bb_lend lends length bytes as an array of uint8 without nulls.
void bb_lend(struct bb_loan *loan, struct ArrowArray *to, void *data, int64_t length) {
	memset(to, 0, sizeof *to);
	loan->buffers[0] = NULL;
	loan->buffers[1] = data;
	loan->lent++;
	to->length = length;
	to->n_buffers = 2;
	to->buffers = loan->buffers;
	to->release = returned;
	to->private_data = loan;
}

// bb_lend_schema describes such an array.
void bb_lend_schema(struct ArrowSchema *to) {
	memset(to, 0, sizeof *to);
	to->format = "C";
	to->name = "";
	to->release = schema_returned;
}

// bb_release gives an array back, as a consumer does.
void bb_release(struct ArrowArray *array) { array->release(array); }

// bb_values are the values of an array of uint8.
const unsigned char *bb_values(const struct ArrowArray *array) {
	return (const unsigned char *)array->buffers[1] + array->offset;
}

// bb_poke changes a byte through the owner.
void bb_poke(unsigned char *p, int64_t i, unsigned char x) { p[i] ^= x; }
