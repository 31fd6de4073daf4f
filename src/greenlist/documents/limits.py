"""How large a file handed in may be. Filled forms stay two orders of magnitude below every limit."""

MAX_UNCOMPRESSED = 200 * 1024 * 1024  # bytes of all parts of one workbook after unpacking
MAX_ENTRIES = 2_000  # parts in one workbook
MAX_DIRECTORY = 2 * 1024 * 1024  # bytes of the list of parts; 2,000 parts with long names need a quarter of it
MAX_RATIO = 200  # unpacked to packed size of one part; sheets of real data stay below 60
RATIO_FROM = 1024 * 1024  # parts smaller than this may compress as they like
MAX_GRID = 3_000_000  # rows times columns of one sheet: a lone value in XFD1048576 spans 17 thousand million
EXCEL_CELL_CHARS = 32_767  # the most a cell of a workbook can hold
MAX_TEXT = 10_000  # the most we take from one cell
