// Articles' memory and dates.
#include "newsprint/article.h"
