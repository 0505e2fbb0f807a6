"""Questions about the plan's table: Vietnamese → a typed question → every row that matches, counted."""
