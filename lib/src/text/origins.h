// Datelines, bylines and lines of agencies: furniture told by its structure rather than by phrases.
#pragma once

#include "newsprint/text.h"
#include "text/marker.h"

namespace newsprint {

// Each marks the unit and adds its credits when it is what the name says.

// "By Jane Doe and Max Muster, Northline", "Jane Doe, Associated Press".
bool TakeByline(Span unit, Marker* marker);

// Agencies and the words that join them, nothing else: "RND/dpa", "Mit Material von dpa".
bool TakeAgencies(Span unit, Marker* marker);

// The agencies that `names` begins with, or all of it when it begins with none.
Span LeadingAgencies(Span names, const Marker& marker);

// A line that is nothing but a name: "Meridian", "(Corvane)". Only to be asked of lines outside the
// story's paragraphs.
bool TakeBareName(Span unit, Marker* marker);

// Whatever dateline `paragraph` begins with: "LONDON, July 15 (Reuters) -", "LJUBLJANA -",
// "Berlin (dpa)".
bool TakeDateline(Span paragraph, Marker* marker);

}  // namespace newsprint
