// Command values answers how Go and Kubernetes read texts: it takes {"question": [texts]} as JSON on standard input and
// writes {"question": [answers]}, one for each text. What is refused has an empty answer.
package main

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"time"

	"k8s.io/apimachinery/pkg/util/validation"
)

type parts struct {
	Scheme string `json:"scheme"`
	Opaque string `json:"opaque"`
	Host   string `json:"host"`
	Path   string `json:"path"`
	Query  string `json:"query"`
}

type answer struct {
	Nanoseconds string `json:"nanoseconds,omitempty"`
	URL         *parts `json:"url,omitempty"`
	RequestURI  *parts `json:"requestURI,omitempty"`
	Address     bool   `json:"address,omitempty"`
	Block       bool   `json:"block,omitempty"`
	Regexp      bool   `json:"regexp,omitempty"`
	Label       bool   `json:"label,omitempty"`
	Subdomain   bool   `json:"subdomain,omitempty"`
	LabelKey    bool   `json:"labelKey,omitempty"`
	LabelValue  bool   `json:"labelValue,omitempty"`
}

func partsOf(u *url.URL, err error) *parts {
	if err != nil {
		return nil
	}
	return &parts{Scheme: u.Scheme, Opaque: u.Opaque, Host: u.Host, Path: u.Path, Query: u.RawQuery}
}

var questions = map[string]func(text string) answer{
	"durations": func(text string) answer {
		duration, err := time.ParseDuration(text)
		if err != nil {
			return answer{}
		}
		return answer{Nanoseconds: strconv.FormatInt(int64(duration), 10)}
	},
	"urls": func(text string) answer {
		return answer{URL: partsOf(url.Parse(text)), RequestURI: partsOf(url.ParseRequestURI(text))}
	},
	"addresses": func(text string) answer {
		_, notAddress := netip.ParseAddr(text)
		_, notBlock := netip.ParsePrefix(text)
		return answer{Address: notAddress == nil, Block: notBlock == nil}
	},
	"expressions": func(text string) answer {
		_, err := regexp.Compile(text)
		return answer{Regexp: err == nil}
	},
	"names": func(text string) answer {
		return answer{
			Label:      len(validation.IsDNS1123Label(text)) == 0,
			Subdomain:  len(validation.IsDNS1123Subdomain(text)) == 0,
			LabelKey:   len(validation.IsQualifiedName(text)) == 0,
			LabelValue: len(validation.IsValidLabelValue(text)) == 0,
		}
	},
}

func main() {
	var texts map[string][]string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := map[string][]answer{}
	for question, list := range texts {
		answers[question] = make([]answer, len(list))
		for i, text := range list {
			answers[question][i] = questions[question](text)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
