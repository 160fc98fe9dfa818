#ifndef BB_LEND_H
#define BB_LEND_H

#include <stddef.h>
#include <stdint.h>

// The two structs of the C data interface, as its specification has them:
// https://arrow.apache.org/docs/format/CDataInterface.html
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
struct ArrowSchema {
	const char *format;
	const char *name;
	const char *metadata;
	int64_t flags;
	int64_t n_children;
	struct ArrowSchema **children;
	struct ArrowSchema *dictionary;
	void (*release)(struct ArrowSchema *);
	void *private_data;
};

struct ArrowArray {
	int64_t length;
	int64_t null_count;
	int64_t offset;
	int64_t n_buffers;
	int64_t n_children;
	const void **buffers;
	struct ArrowArray **children;
	struct ArrowArray *dictionary;
	void (*release)(struct ArrowArray *);
	void *private_data;
};
#endif

// bb_loan is what the producer knows of its memory: how often it lent it, and how often it
// came back. A loan that comes back twice is counted apart.
struct bb_loan {
	int64_t lent;
	int64_t returned;
	int64_t twice;
	const void *buffers[2];
};

void *bb_room(size_t n);
void bb_lend(struct bb_loan *loan, struct ArrowArray *to, void *data, int64_t length);
void bb_lend_schema(struct ArrowSchema *to);
void bb_release(struct ArrowArray *array);
const unsigned char *bb_values(const struct ArrowArray *array);
void bb_poke(unsigned char *p, int64_t i, unsigned char x);

#endif
