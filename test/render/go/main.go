// Command render executes templates with Go's own text/template. It reads a JSON list of cases from standard input and
// prints the list of what each gives: {"output": …} or {"error": …}. Texts that are no UTF-8 come as {"bytes": base64}.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"
	"unicode/utf8"
)

type testCase struct {
	Name string `json:"name"`
	// What is parsed, in turn, each under its name; the first is executed.
	Templates []struct {
		Name string `json:"name"`
		Text string `json:"text"`
	} `json:"templates"`
	Data       any       `json:"data"`
	MissingKey string    `json:"missingKey"`
	Delimiters [2]string `json:"delimiters"`
}

type result struct {
	Output *string `json:"output,omitempty"`
	Bytes  []byte  `json:"bytes,omitempty"`
	Error  string  `json:"error,omitempty"`
}

func main() {
	var cases []testCase
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	results := make([]result, len(cases))
	for i, one := range cases {
		output, err := render(one)
		switch {
		case err != nil:
			results[i].Error = err.Error()
		case utf8.ValidString(output):
			results[i].Output = &output
		default:
			results[i].Bytes = []byte(output)
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(results); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func render(one testCase) (output string, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("panic: %v", panicked)
		}
	}()
	data, err := decode(one.Data)
	if err != nil {
		return "", err
	}
	root := template.New(one.Templates[0].Name).Funcs(functions).Delims(one.Delimiters[0], one.Delimiters[1])
	if one.MissingKey != "" {
		root.Option("missingkey=" + one.MissingKey)
	}
	for _, text := range one.Templates {
		target := root
		if text.Name != root.Name() {
			target = root.New(text.Name)
		}
		if _, err := target.Parse(text.Text); err != nil {
			return "", err
		}
	}
	var out strings.Builder
	if err := root.Execute(&out, data); err != nil {
		return "", err
	}
	return out.String(), nil
}
