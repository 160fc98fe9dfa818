#define ROUNDS 50
int sum_of(int n);
