"""The criteria of the invented sites: eight, two of them required."""

CRITERIA = """\
version: 1
data: {units: {m0: min, m2: min, m4: min}}
criteria:
  m0: {unit: min, range: [0, 100], weight: 1, value: {0: 0, 5: 50, 20: 90, 40: 100}}
  m1: {range: [0, 9000], weight: 1, value: {500: 100, 1000: 80, 2000: 50, 4000: 0}, requirement: {at_most: 4000}}
  m2: {unit: min, range: [0, 100], weight: 1, value: {0: 0, 5: 50, 20: 90, 40: 100}}
  m3: {range: [0, 9000], weight: 1, value: {500: 100, 1000: 80, 2000: 50, 4000: 0}, requirement: {at_most: 6000}}
  m4: {unit: min, range: [0, 100], weight: 1, value: {0: 0, 5: 50, 20: 90, 40: 100}}
  m5: {unit: m, range: [0, 50000], weight: 1, value: {500: 100, 1000: 80, 2000: 50, 4000: 0}}
  plan: {type: category, weight: 1, value: {housing: 60, temporary_stay: 100, none: 10}}
  service: {type: yes_no, weight: 1}
"""
