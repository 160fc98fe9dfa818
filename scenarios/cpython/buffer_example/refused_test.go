//go:build cpython && cgo

package main

import (
	"strings"
	"testing"
)

// raised prints what get_buffer_info raises for each call.
const raised = names + `
def show(call):
    try:
        return 'nothing: %r' % (eval(call),)
    except BaseException as e:
        cause = e.__cause__
        return '%s: %s' % (type(e).__name__, e) + (' < ' + type(cause).__name__ + ': %s' % cause if cause else '')

for call, need in json.loads(sys.argv[1]):
    print(call, 'lacks ' + need if lacks(need) else show(call), sep='\t', flush=True)
`

const noBuffer = "ValueError: Object does not support buffer interface < TypeError: memoryview: a bytes-like object is required, not "

// refused are calls that raise. want begins what they say.
var refused = []struct{ call, need, want string }{
	{`get_buffer_info(None)`, "", noBuffer + "'NoneType'"},
	{`get_buffer_info(True)`, "", noBuffer + "'bool'"},
	{`get_buffer_info(42)`, "", noBuffer + "'int'"},
	{`get_buffer_info(2.5)`, "", noBuffer + "'float'"},
	{`get_buffer_info(1j)`, "", noBuffer + "'complex'"},
	{`get_buffer_info('text')`, "", noBuffer + "'str'"},
	{`get_buffer_info('x' * 300)`, "", noBuffer + "'str'"},
	{`get_buffer_info([1, 2, 3])`, "", noBuffer + "'list'"},
	{`get_buffer_info((1, 2, 3))`, "", noBuffer + "'tuple'"},
	{`get_buffer_info({})`, "", noBuffer + "'dict'"},
	{`get_buffer_info({1})`, "", noBuffer + "'set'"},
	{`get_buffer_info(range(3))`, "", noBuffer + "'range'"},
	{`get_buffer_info(x for x in ())`, "", noBuffer + "'generator'"},
	{`get_buffer_info(len)`, "", noBuffer + "'builtin_function_or_method'"},
	{`get_buffer_info(lambda: 0)`, "", noBuffer + "'function'"},
	{`get_buffer_info(bytes)`, "", noBuffer + "'type'"},
	{`get_buffer_info(sys)`, "", noBuffer + "'module'"},
	{`get_buffer_info(object())`, "", noBuffer + "'object'"},
	{`get_buffer_info(ValueError())`, "", noBuffer + "'ValueError'"},
	{`get_buffer_info(get_buffer_info(b''))`, "", noBuffer + "'buffer_example.buffer_info'"},
	{`get_buffer_info(released())`, "", "ValueError: operation forbidden on released memoryview object"},
	{`get_buffer_info(closed())`, "", "ValueError: mmap closed or invalid"},
	{`get_buffer_info(np.array(['2020'], 'M8[D]'))`, "numpy", "ValueError: cannot include dtype 'M' in a buffer"},
	{`get_buffer_info(Own(b'', KeyError('its own')))`, "3.12", "KeyError: 'its own'"},
	{`get_buffer_info(Own(released()))`, "3.12", "ValueError: operation forbidden on released memoryview object"},
	{`get_buffer_info()`, "", "TypeError: "},
	{`get_buffer_info(b'', b'')`, "", "TypeError: "},
	{`get_buffer_info(obj=b'')`, "", "TypeError: "},
}

// TestRefused: nothing but an exception comes of objects that have no buffer, or
// none any more, and none kills Python.
func TestRefused(t *testing.T) {
	var rows [][]string
	for _, r := range refused {
		rows = append(rows, []string{r.call, r.need})
	}
	table(t, raised, rows, func(t *testing.T, i int, said string) {
		if r := refused[i]; !strings.HasPrefix(said, r.want) {
			t.Errorf("%s raises\n%s, want\n%s", r.call, said, r.want)
		}
	})
}
