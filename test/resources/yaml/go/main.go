// Command yaml answers how Kubernetes reads YAML: it takes a JSON list of YAML texts on standard input and writes a
// JSON list of {"json": text} or {"error": message}, one for each. A "rest" says that there is more behind the first
// document, which Kubernetes never looks at.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	goyaml "go.yaml.in/yaml/v2"
	"sigs.k8s.io/yaml"
)

type answer struct {
	JSON  *string `json:"json,omitempty"`
	Error *string `json:"error,omitempty"`
	Rest  bool    `json:"rest,omitempty"`
}

func read(text string) (out answer) {
	defer func() {
		if r := recover(); r != nil {
			message := fmt.Sprint(r)
			out = answer{Error: &message}
		}
	}()
	converted, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		message := err.Error()
		return answer{Error: &message}
	}
	value := string(converted)
	return answer{JSON: &value, Rest: hasRest(text)}
}

func hasRest(text string) bool {
	decoder := goyaml.NewDecoder(bytes.NewReader([]byte(text)))
	var value any
	if err := decoder.Decode(&value); errors.Is(err, io.EOF) {
		return false
	}
	return !errors.Is(decoder.Decode(&value), io.EOF)
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := make([]answer, len(texts))
	for i, text := range texts {
		answers[i] = read(text)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
