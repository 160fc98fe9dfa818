#define ROUNDS 5000
int sum_of(int n);
