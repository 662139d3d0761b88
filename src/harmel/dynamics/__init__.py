"""The measures: from plain tables of events and figures to results with intervals and assumptions."""
