package main

import (
	"errors"
	"strings"
	"text/template"
)

// Functions of all sorts of types; support/template-functions.ts has the same.
var functions = template.FuncMap{
	"upper":  strings.ToUpper,
	"repeat": func(count int, text string) string { return strings.Repeat(text, count) },
	"join":   func(separator string, items []string) string { return strings.Join(items, separator) },
	"add": func(numbers ...int) int {
		sum := 0
		for _, number := range numbers {
			sum += number
		}
		return sum
	},
	"add64":   func(a, b int64) int64 { return a + b },
	"half":    func(number float64) float64 { return number / 2 },
	"small":   func(number int8) int8 { return number },
	"natural": func(number uint16) uint16 { return number },
	"single":  func(number float32) float32 { return number },
	"flag":    func(on bool) bool { return !on },
	"list":    func(items ...any) []any { return items[:len(items):len(items)] },
	"strings": func(items ...string) []string { return items[:len(items):len(items)] },
	"numbers": func(count int) []int {
		made := make([]int, count)
		for i := range made {
			made[i] = i
		}
		return made
	},
	"bytes":   func(text string) []byte { return append([]byte{}, text...)[:len(text):len(text)] },
	"dict":    dict,
	"get":     func(entries map[string]any, key string) any { return entries[key] },
	"fail":    func(reason string) (string, error) { return "", errors.New(reason) },
	"panics":  func() string { panic("it panics") },
	"nothing": func() any { return nil },
	"noError": func() (int, error) { return 7, nil },
	"typed":   func(value any) string { return "any" },
	"adder":   func(base int) func(int) int { return func(number int) int { return base + number } },
	"anyOf":   func(value any) any { return value },
	"pointer": func(number int) *int { return &number },
	"nameOf":  func(person Person) string { return person.Name },
	"nameAt": func(person *Person) string {
		if person == nil {
			return "nobody"
		}
		return person.Name
	},
	"lengthOf": func(entries map[string]any) int { return len(entries) },
}

func dict(pairs ...any) (map[string]any, error) {
	made := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, errors.New("a key is no string")
		}
		made[key] = pairs[i+1]
	}
	return made, nil
}
