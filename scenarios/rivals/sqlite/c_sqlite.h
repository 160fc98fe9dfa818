#ifndef BB_SQLITE_H
#define BB_SQLITE_H

// The part of SQLite's interface that arms call. The driver links the library itself, and
// its header is not for other packages. These declarations have been stable since 3.3.
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef struct sqlite3_blob sqlite3_blob;

int sqlite3_open_v2(const char *name, sqlite3 **to, int flags, const char *vfs);
int sqlite3_close_v2(sqlite3 *db);
int sqlite3_exec(sqlite3 *db, const char *text, int (*each)(void *, int, char **, char **), void *of, char **error);
int sqlite3_prepare_v2(sqlite3 *db, const char *text, int n, sqlite3_stmt **to, const char **rest);
int sqlite3_step(sqlite3_stmt *statement);
int sqlite3_reset(sqlite3_stmt *statement);
int sqlite3_finalize(sqlite3_stmt *statement);
const void *sqlite3_column_blob(sqlite3_stmt *statement, int column);
int sqlite3_column_bytes(sqlite3_stmt *statement, int column);
int sqlite3_blob_open(sqlite3 *db, const char *schema, const char *table, const char *column, long long id, int write, sqlite3_blob **to);
int sqlite3_blob_reopen(sqlite3_blob *blob, long long id);
int sqlite3_blob_bytes(sqlite3_blob *blob);
int sqlite3_blob_read(sqlite3_blob *blob, void *to, int n, int at);
int sqlite3_blob_close(sqlite3_blob *blob);
const char *sqlite3_errmsg(sqlite3 *db);
const char *sqlite3_libversion(void);

#define BB_OK 0
#define BB_ROW 100
#define BB_DONE 101
#define BB_READWRITE 0x00000002
#define BB_FULLMUTEX 0x00010000

// bb_column is a column where SQLite has it, and the result code of the step to its row.
struct bb_column {
	const void *bytes;
	int n;
	int code;
};

// bb_next steps and finds the column in one call from Go, as the driver does.
static struct bb_column bb_next(sqlite3_stmt *statement) {
	struct bb_column c = {0, 0, sqlite3_step(statement)};
	if (c.code == BB_ROW) {
		c.bytes = sqlite3_column_blob(statement, 0);
		c.n = sqlite3_column_bytes(statement, 0);
	}
	return c;
}

#endif
