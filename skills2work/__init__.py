"""The ground floor: settings, addresses, countries, languages, publishing."""
