package main

import (
	"encoding/base64"
	"fmt"
	"math"
	"strconv"
	"time"
)

// Person is a struct with fields of many types, and methods.
type Person struct {
	Name   string
	Age    int
	Tags   []string
	Labels map[string]string
	Any    any
	Next   *Person
}

func (p Person) Greet(word string) string       { return word + ", " + p.Name }
func (p Person) Sum(first int, more ...int) int { return first + len(more) + p.Age }
func (p Person) Fail() (string, error)          { return "", fmt.Errorf("%s fails", p.Name) }

// Celsius has a text of its own.
type Celsius float64

func (c Celsius) String() string { return strconv.FormatFloat(float64(c), 'f', 1, 64) + "°C" }

// Versions is a list with a method.
type Versions []string

func (v Versions) Has(version string) bool {
	for _, one := range v {
		if one == version {
			return true
		}
	}
	return false
}

// Settings is a map with a name of its own.
type Settings map[string]any

// decode makes values of JSON: numbers are float64; {"$int64": "5"} and the like are other types.
func decode(value any) (any, error) {
	switch value := value.(type) {
	case []any:
		for i := range value {
			item, err := decode(value[i])
			if err != nil {
				return nil, err
			}
			value[i] = item
		}
		return value[:len(value):len(value)], nil
	case map[string]any:
		for key, content := range value {
			decoded, err := decode(content)
			if err != nil {
				return nil, err
			}
			if len(value) == 1 && len(key) > 1 && key[0] == '$' {
				return typed(key[1:], decoded)
			}
			value[key] = decoded
		}
	}
	return value, nil
}

func typed(name string, value any) (any, error) {
	text, _ := value.(string)
	whole, _ := strconv.ParseInt(text, 10, 64)
	natural, _ := strconv.ParseUint(text, 10, 64)
	list, _ := value.([]any)
	entries, _ := value.(map[string]any)
	switch name {
	case "int":
		return int(whole), nil
	case "int8":
		return int8(whole), nil
	case "int16":
		return int16(whole), nil
	case "int32":
		return int32(whole), nil
	case "int64":
		return whole, nil
	case "uint":
		return uint(natural), nil
	case "uint8":
		return uint8(natural), nil
	case "uint16":
		return uint16(natural), nil
	case "uint32":
		return uint32(natural), nil
	case "uint64":
		return natural, nil
	case "float32":
		number, err := strconv.ParseFloat(text, 32)
		return float32(number), err
	case "float64":
		switch text {
		case "NaN":
			return math.NaN(), nil
		case "-0":
			return math.Copysign(0, -1), nil
		}
		return strconv.ParseFloat(text, 64)
	case "bytes":
		return base64.StdEncoding.DecodeString(text)
	case "raw":
		bytes, err := base64.StdEncoding.DecodeString(text)
		return string(bytes), err
	case "strings":
		return mapped(list, func(item any) string { return item.(string) }), nil
	case "ints":
		return mapped(list, func(item any) int { return item.(int) }), nil
	case "floats":
		return mapped(list, func(item any) float64 { return item.(float64) }), nil
	case "maps":
		return mapped(list, func(item any) map[string]any { return item.(map[string]any) }), nil
	case "nilStrings":
		return []string(nil), nil
	case "nilLabels":
		return map[string]string(nil), nil
	case "labels":
		labels := map[string]string{}
		for key, content := range entries {
			labels[key] = content.(string)
		}
		return labels, nil
	case "counts":
		counts := map[string]int{}
		for key, content := range entries {
			counts[key] = content.(int)
		}
		return counts, nil
	case "byNumber":
		byNumber := map[int]any{}
		for key, content := range entries {
			number, err := strconv.Atoi(key)
			if err != nil {
				return nil, err
			}
			byNumber[number] = content
		}
		return byNumber, nil
	case "anyMap":
		anyMap := map[any]any{}
		for key, content := range entries {
			anyMap[key] = content
		}
		return anyMap, nil
	case "settings":
		return Settings(entries), nil
	case "versions":
		return Versions(mapped(list, func(item any) string { return item.(string) })), nil
	case "celsius":
		return Celsius(value.(float64)), nil
	case "duration":
		return time.Duration(whole), nil
	case "person":
		return person(entries), nil
	case "personPointer":
		if value == nil {
			return (*Person)(nil), nil
		}
		pointed := person(entries)
		return &pointed, nil
	case "intPointer":
		if value == nil {
			return (*int)(nil), nil
		}
		number := int(whole)
		return &number, nil
	case "function":
		return functions[text], nil
	}
	return nil, fmt.Errorf("unknown type %s", name)
}

func person(fields map[string]any) Person {
	var p Person
	p.Name, _ = fields["Name"].(string)
	p.Age, _ = fields["Age"].(int)
	p.Tags, _ = fields["Tags"].([]string)
	p.Labels, _ = fields["Labels"].(map[string]string)
	p.Any = fields["Any"]
	p.Next, _ = fields["Next"].(*Person)
	return p
}

func mapped[T any](list []any, change func(any) T) []T {
	made := make([]T, 0, len(list))
	for _, item := range list {
		made = append(made, change(item))
	}
	return made[:len(made):len(made)]
}
